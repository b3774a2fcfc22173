/** Where the control plane says what happened to it. */
export interface AdminLog {
  /** An operator or a team changed something: the audit trail. */
  changed(what: string, detail: Readonly<Record<string, string | number | boolean>>): void;
  /** Something failed that the caller could not help. The caller was told less than this. */
  fault(what: string, cause: unknown): void;
}
