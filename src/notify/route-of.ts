import type { Route, Target } from '../bus/index.ts';

/** Which sessions of a user what is published to `target` is for. */
export function routeOf(target: Target): Route {
  switch (target.kind) {
    case 'session':
      return { kind: 'session', id: target.id };
    case 'user':
      return { kind: target.newest ? 'newest' : 'all' };
    case 'topic':
      return { kind: 'topic', topic: target.topic };
    case 'everyone':
      return { kind: 'all' };
  }
}
