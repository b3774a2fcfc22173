/** The store did not take a notification. */
export class NotStored extends Error {
  readonly kind: 'full' | 'unavailable';

  constructor(kind: 'full' | 'unavailable', why: string) {
    super(why);
    this.kind = kind;
  }
}
