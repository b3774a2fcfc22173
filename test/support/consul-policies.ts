import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from './checkout.ts';

const PAGE = join(CHECKOUT, 'docs/CONSUL.md');

/** The policies as docs/CONSUL.md tells operators to make them. */
export function documentedPolicies(): { readonly reads: string; readonly uploads: string; readonly team: string } {
  const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/```hcl\n([\s\S]*?)```/g)].map(([, rules = '']) => rules);
  const [reads, uploads, team, ...more] = blocks;
  if (reads === undefined || uploads === undefined || team === undefined || more.length > 0) {
    throw new Error('docs/CONSUL.md has not three policies');
  }
  return { reads, uploads, team };
}
