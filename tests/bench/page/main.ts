import { groupNames, runGroup } from './groups.ts'
import { decodeTimes } from './decoding.ts'
import { exportTimes } from './exporting.ts'
import { filmTimes } from './film.ts'
import { laneTimes } from './lanes.ts'
import { pushThroughTimes } from './push-through.ts'

/** What the bench asks of this page; each call on a fresh one. */
const bench = { groupNames, runGroup, pushThroughTimes, decodeTimes, exportTimes, filmTimes, laneTimes }

declare global {
  var labBench: typeof bench
}

globalThis.labBench = bench
