type Environment = Readonly<Record<string, string | undefined>>;

const FLAGS: Readonly<Record<string, string>> = { '1': 'true', '0': 'false' };

/**
 * The variables of Consul's own tools, by the names of ours: whoever has `consul` set up needs no more. Ours are stronger.
 * https://developer.hashicorp.com/consul/commands#environment-variables
 */
export function consulVariables(all: Environment): Environment {
  // An empty one is as good as none, for Consul too.
  const environment = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const address = /^(?:(https?):\/\/)?([^/]+)\/?$/.exec(environment['CONSUL_HTTP_ADDR'] ?? '');
  const ssl = environment['CONSUL_HTTP_SSL'];
  return {
    // What is no HTTP address, such as that of a Unix socket, is handed on as it is and refused by its own name.
    TRUNKLINE_CONSUL_ADDRESS: address?.[2] ?? environment['CONSUL_HTTP_ADDR'],
    TRUNKLINE_CONSUL_TLS: address?.[1] === 'https' ? 'true' : ssl === undefined ? undefined : (FLAGS[ssl] ?? ssl),
    TRUNKLINE_CONSUL_TOKEN: environment['CONSUL_HTTP_TOKEN'],
    TRUNKLINE_CONSUL_TOKEN_FILE: environment['CONSUL_HTTP_TOKEN_FILE'],
    TRUNKLINE_CONSUL_CA_FILE: environment['CONSUL_CACERT'],
    TRUNKLINE_CONSUL_CERT_FILE: environment['CONSUL_CLIENT_CERT'],
    TRUNKLINE_CONSUL_KEY_FILE: environment['CONSUL_CLIENT_KEY'],
  };
}
