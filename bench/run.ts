/*
 * `npm run bench` measures the guidance; `npm run bench -- service` the service over a made-up county. Each says in its own file what else may be asked for.
 */

if (process.argv[2] === 'service') await import('./service/run.ts')
else await import('./guidance.ts')
