import { InvalidArgumentError } from 'commander';
import type { ConsulTarget } from '../admin-api/index.ts';

/** Reads `SERVICE[?tag=TAG&dc=DATACENTER]`. What may stand in each is for admission to say. */
export function consulArgument(text: string): ConsulTarget {
  const [service = '', query = '', ...more] = text.split('?');
  const target = { service, tag: '', datacenter: '' };
  for (const part of query === '' ? [] : query.split('&')) {
    const [key, value = ''] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)];
    if (key === 'tag') target.tag = value;
    else if (key === 'dc') target.datacenter = value;
    else throw new InvalidArgumentError('After the question mark stands tag=TAG or dc=DATACENTER.');
  }
  if (service === '' || more.length > 0) throw new InvalidArgumentError('It must be SERVICE[?tag=TAG&dc=DATACENTER].');
  return target;
}

/** As --consul takes it. */
export function consulName({ service, tag, datacenter }: ConsulTarget): string {
  const query = [tag === '' ? '' : `tag=${tag}`, datacenter === '' ? '' : `dc=${datacenter}`].filter(
    (part) => part !== '',
  );
  return query.length === 0 ? service : `${service}?${query.join('&')}`;
}
