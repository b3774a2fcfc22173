/** RFC 7541 appendix C: header blocks, what they mean, and how large the dynamic table is afterwards. */
export interface Vector {
  readonly hex: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly tableBytes: number;
}

const REQUESTS: readonly Vector['fields'][] = [
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'http'],
    [':path', '/'],
    [':authority', 'www.example.com'],
    ['cache-control', 'no-cache'],
  ],
  [
    [':method', 'GET'],
    [':scheme', 'https'],
    [':path', '/index.html'],
    [':authority', 'www.example.com'],
    ['custom-key', 'custom-value'],
  ],
];

const RESPONSES: readonly Vector['fields'][] = [
  [
    [':status', '302'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '307'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '200'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
    ['location', 'https://www.example.com'],
    ['content-encoding', 'gzip'],
    ['set-cookie', 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
  ],
];

function rows(blocks: readonly string[], meanings: readonly Vector['fields'][], sizes: readonly number[]): Vector[] {
  return blocks.map((hex, index) => ({ hex, fields: meanings[index] ?? [], tableBytes: sizes[index] ?? -1 }));
}

/** Each one begins with an empty table. */
export const SINGLE: readonly Vector[] = [
  {
    hex: '400a637573746f6d2d6b65790d637573746f6d2d686561646572',
    fields: [['custom-key', 'custom-header']],
    tableBytes: 55,
  },
  { hex: '040c2f73616d706c652f70617468', fields: [[':path', '/sample/path']], tableBytes: 0 },
  { hex: '100870617373776f726406736563726574', fields: [['password', 'secret']], tableBytes: 0 },
  { hex: '82', fields: [[':method', 'GET']], tableBytes: 0 },
];

/** Sections C.3 to C.6: the blocks of a row share a table; those of responses a table of 256 bytes. */
export const SEQUENCES: Readonly<Record<string, readonly Vector[]>> = {
  'C.3': rows(
    [
      '828684410f7777772e6578616d706c652e636f6d',
      '828684be58086e6f2d6361636865',
      '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
    ],
    REQUESTS,
    [57, 110, 164],
  ),
  'C.4': rows(
    [
      '828684418cf1e3c2e5f23a6ba0ab90f4ff',
      '828684be5886a8eb10649cbf',
      '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
    ],
    REQUESTS,
    [57, 110, 164],
  ),
  'C.5': rows(
    [
      '4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d546e1768747470733a2f2f7777772e6578616d706c652e636f6d',
      '4803333037c1c0bf',
      '88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d333630303b2076657273696f6e3d31',
    ],
    RESPONSES,
    [222, 222, 215],
  ),
  'C.6': rows(
    [
      '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
      '4883640effc1c0bf',
      '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
    ],
    RESPONSES,
    [222, 222, 215],
  ),
};
