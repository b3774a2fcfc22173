/**
 * Loaded before a program by `node --import`: ends it as SIGTERM does once its standard input closes. The demo holds the
 * other end of that pipe, so that none of its processes is left behind, even where the demo itself is killed.
 */
const leave = () => process.kill(process.pid, 'SIGTERM');
process.stdin.on('end', leave).on('error', leave).resume().unref();
