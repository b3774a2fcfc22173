// Preloaded into a gateway under test: SIGIO collects all garbage, for its memory to be what it holds.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGIO', () => collect());
