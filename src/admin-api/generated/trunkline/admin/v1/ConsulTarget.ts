// Original file: proto/trunkline/admin/v1/registry.proto


export interface ConsulTarget {
  'service'?: (string);
  'tag'?: (string);
  'datacenter'?: (string);
}

export interface ConsulTarget__Output {
  'service': (string);
  'tag': (string);
  'datacenter': (string);
}
