const END = '<!-- end of figures -->';

/** `page` with `figures` in the place where it shows figures; a page that has several says by name which. */
export function withFigures(page: string, figures: string, name = ''): string {
  const begin = name === '' ? '<!-- figures -->' : `<!-- figures: ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`the page has no ${begin} and ${END}`);
  return `${page.slice(0, from + begin.length)}\n\n${figures}\n\n${page.slice(to)}`;
}
