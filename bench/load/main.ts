// The load's own process: takes jobs from its parent, one at a time, and sends back what it saw.
import { type ArrivalJob, runArrivals } from './run-arrivals.ts';
import { type LoadJob, runLoad } from './run-load.ts';

process.on('message', async (job: LoadJob | ArrivalJob) => {
  process.send?.(await ('rate' in job ? runArrivals(job) : runLoad(job)));
});
process.on('disconnect', () => process.exit(0));
