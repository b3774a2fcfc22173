// Original file: proto/trunkline/admin/v1/registry.proto

import type { Compatibility as _trunkline_admin_v1_Compatibility, Compatibility__Output as _trunkline_admin_v1_Compatibility__Output } from '../../../trunkline/admin/v1/Compatibility.ts';
import type { Balance as _trunkline_admin_v1_Balance, Balance__Output as _trunkline_admin_v1_Balance__Output } from '../../../trunkline/admin/v1/Balance.ts';
import type { Split as _trunkline_admin_v1_Split, Split__Output as _trunkline_admin_v1_Split__Output } from '../../../trunkline/admin/v1/Split.ts';
import type { Outliers as _trunkline_admin_v1_Outliers, Outliers__Output as _trunkline_admin_v1_Outliers__Output } from '../../../trunkline/admin/v1/Outliers.ts';
import type { Retries as _trunkline_admin_v1_Retries, Retries__Output as _trunkline_admin_v1_Retries__Output } from '../../../trunkline/admin/v1/Retries.ts';
import type { Limits as _trunkline_admin_v1_Limits, Limits__Output as _trunkline_admin_v1_Limits__Output } from '../../../trunkline/admin/v1/Limits.ts';

export interface Policy {
  'timeoutMs'?: (number);
  'maxTimeoutMs'?: (number);
  'compatibility'?: (_trunkline_admin_v1_Compatibility);
  'balance'?: (_trunkline_admin_v1_Balance);
  'hashKey'?: (string);
  'split'?: (_trunkline_admin_v1_Split | null);
  'outliers'?: (_trunkline_admin_v1_Outliers | null);
  'retries'?: (_trunkline_admin_v1_Retries | null);
  'limits'?: (_trunkline_admin_v1_Limits | null);
  'warm'?: (boolean);
}

export interface Policy__Output {
  'timeoutMs': (number);
  'maxTimeoutMs': (number);
  'compatibility': (_trunkline_admin_v1_Compatibility__Output);
  'balance': (_trunkline_admin_v1_Balance__Output);
  'hashKey': (string);
  'split': (_trunkline_admin_v1_Split__Output | null);
  'outliers': (_trunkline_admin_v1_Outliers__Output | null);
  'retries': (_trunkline_admin_v1_Retries__Output | null);
  'limits': (_trunkline_admin_v1_Limits__Output | null);
  'warm': (boolean);
}
