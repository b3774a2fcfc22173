// Original file: proto/trunkline/admin/v1/registry.proto


export interface DescribeSymbolRequest {
  'symbol'?: (string);
}

export interface DescribeSymbolRequest__Output {
  'symbol': (string);
}
