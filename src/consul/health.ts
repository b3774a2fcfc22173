import { z } from 'zod';

/** An instance of a service, with its node and the checks of both, as `/v1/health/service` has it. */
export interface HealthEntry {
  readonly node: string;
  readonly nodeAddress: string;
  readonly id: string;
  readonly service: string;
  /** Empty where the instance is at its node's address. */
  readonly address: string;
  readonly port: number;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, string>>;
  readonly weights: { readonly passing: number; readonly warning: number };
  readonly checks: readonly HealthCheck[];
  readonly modifyIndex: number;
}

export interface HealthCheck {
  readonly id: string;
  /** `maintenance` is that of Consul's maintenance mode, which it calls critical. */
  readonly status: 'passing' | 'warning' | 'critical' | 'maintenance';
  readonly output: string;
  /** Empty for a check of the node. */
  readonly serviceId: string;
}

export interface HealthQuery {
  readonly service: string;
  /** Instances with this tag only; empty: all. */
  readonly tag: string;
  /** The data centre; empty: the agent's own. */
  readonly datacenter: string;
  /** Whether to leave out what has a check that does not pass. */
  readonly passing: boolean;
}

const MAINTENANCE = /^_(node|service)_maintenance/;
const index = z.int().nonnegative().default(0);

const CHECK = z
  .object({
    CheckID: z.string(),
    Status: z.enum(['passing', 'warning', 'critical']),
    Output: z.string().default(''),
    ServiceID: z.string().default(''),
    ModifyIndex: index,
  })
  .transform(({ CheckID, Status, Output, ServiceID, ModifyIndex }) => {
    const status: HealthCheck['status'] = MAINTENANCE.test(CheckID) ? 'maintenance' : Status;
    return { check: { id: CheckID, status, output: Output, serviceId: ServiceID }, modifyIndex: ModifyIndex };
  });

export const HEALTH_ENTRY = z
  .object({
    Node: z.object({ Node: z.string(), Address: z.string(), ModifyIndex: index }),
    Service: z.object({
      ID: z.string(),
      Service: z.string(),
      Address: z.string().default(''),
      Port: z.int(),
      Tags: z.array(z.string()).nullish(),
      Meta: z.record(z.string(), z.string()).nullish(),
      Weights: z.object({ Passing: z.number(), Warning: z.number() }).nullish(),
      ModifyIndex: index,
    }),
    Checks: z.array(CHECK).nullish(),
  })
  .transform(({ Node, Service, Checks }): HealthEntry => {
    const checks = Checks ?? [];
    return {
      node: Node.Node,
      nodeAddress: Node.Address,
      id: Service.ID,
      service: Service.Service,
      address: Service.Address,
      port: Service.Port,
      tags: Service.Tags ?? [],
      meta: Service.Meta ?? {},
      weights: { passing: Service.Weights?.Passing ?? 1, warning: Service.Weights?.Warning ?? 1 },
      checks: checks.map(({ check }) => check),
      modifyIndex: Math.max(Node.ModifyIndex, Service.ModifyIndex, ...checks.map(({ modifyIndex }) => modifyIndex)),
    };
  });
