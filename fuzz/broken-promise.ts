/** The code under test did what it says it never does. */
class BrokenPromise extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BrokenPromise';
  }
}

export function mustBe(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new BrokenPromise(promise);
}
