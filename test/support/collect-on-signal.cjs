// Preloaded into a gateway under test: SIGIO collects all garbage, for its memory to be what it holds. The inspector's
// way gives back the room by which the young generation grew too, which the function `gc` keeps.
const { Session } = require('node:inspector');

const session = new Session();
session.connect();
process.on('SIGIO', () => session.post('HeapProfiler.collectGarbage'));
