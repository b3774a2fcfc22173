import { parseStaticEndpoint } from '../registry/index.ts';
import type { EndpointSource, SourcedEndpoint } from './endpoint-source.ts';

/** The endpoints that a registration lists. What admission would not have let in is left out. */
export class StaticSource implements EndpointSource {
  readonly #endpoints: readonly SourcedEndpoint[];

  constructor(texts: readonly string[]) {
    this.#endpoints = texts.flatMap((text) => {
      const parsed = parseStaticEndpoint(text);
      if (parsed.kind === 'illegal') return [];
      const { text: address, address: endpoint, weight, tags } = parsed.endpoint;
      return { address, endpoint, weight, tags };
    });
  }

  follow(listener: (endpoints: readonly SourcedEndpoint[]) => void): void {
    listener(this.#endpoints);
  }

  ageMs(): null {
    return null;
  }

  close(): void {}
}
