/** How many requests were sent to Consul, by all clients that share it. */
export class RequestCount {
  total = 0;
}
