// Original file: proto/trunkline/admin/v1/registry.proto


export interface DescribeSymbolResponse {
  'symbol'?: (string);
  'kind'?: (string);
  'backend'?: (string);
  'file'?: (string);
  'source'?: (string);
}

export interface DescribeSymbolResponse__Output {
  'symbol': (string);
  'kind': (string);
  'backend': (string);
  'file': (string);
  'source': (string);
}
