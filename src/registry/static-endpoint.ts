import { type EndpointAddress, parseEndpoint } from './endpoint-address.ts';

/** An endpoint as an upload names it: `HOST:PORT`, or `HOST:PORT?weight=3&tag=v2`. */
export interface StaticEndpoint {
  /** The text without what follows the question mark. */
  readonly text: string;
  readonly address: EndpointAddress;
  /** Its share of the calls, next to the weights of the others. From 1 to 1,000. */
  readonly weight: number;
  readonly tags: readonly string[];
}

export type ParsedStaticEndpoint =
  | { readonly kind: 'endpoint'; readonly endpoint: StaticEndpoint }
  | { readonly kind: 'illegal'; readonly why: string };

const MAX_WEIGHT = 1000;
const MAX_TAGS = 16;
const TAG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Reads what an upload names as an endpoint. Which addresses are legal is the business of `parseEndpoint`. */
export function parseStaticEndpoint(text: string): ParsedStaticEndpoint {
  const mark = text.indexOf('?');
  const bare = mark < 0 ? text : text.slice(0, mark);
  const parsed = parseEndpoint(bare);
  if (parsed.kind === 'illegal') return parsed;
  let weight = 1;
  const tags: string[] = [];
  for (const part of mark < 0 ? [] : text.slice(mark + 1).split('&')) {
    const [key, value] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)];
    if (key === 'weight' && /^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= MAX_WEIGHT) weight = Number(value);
    else if (key === 'tag' && isTag(value) && tags.length < MAX_TAGS) tags.push(value);
    else return { kind: 'illegal', why: 'after the question mark stands neither weight=1..1000 nor tag=NAME' };
  }
  return { kind: 'endpoint', endpoint: { text: bare, address: parsed.address, weight, tags } };
}

/** Whether endpoints can be told apart by this: a letter or digit, then up to 63 more, dots, dashes or underscores. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}
