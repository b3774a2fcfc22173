/** What the fuzzer and its module hook, which runs in a thread of its own, share. */
export interface HookData {
  /** URLs that are instrumented begin with one of these, and are not generated. */
  readonly prefixes: readonly string[];
  /** Of the module that has the counters. */
  readonly countersUrl: string;
  /** The first number is how many counters are in use; then for each whether it is a branch's (1) or not (0). */
  readonly shared: SharedArrayBuffer;
}
