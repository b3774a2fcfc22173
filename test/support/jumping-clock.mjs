// Loaded into a gateway process: with each SIGUSR2 the wall clock jumps, an hour ahead and then two hours back.
const HOUR_MS = 3_600_000;
const now = Date.now;
let offsetMs = 0;
let jumps = 0;
Date.now = () => now() + offsetMs;
process.on('SIGUSR2', () => {
  offsetMs += jumps++ % 2 === 0 ? HOUR_MS : -2 * HOUR_MS;
});
