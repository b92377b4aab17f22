export { negative } from './negative.ts'
export { log } from './log.ts'
export { gamma } from './gamma.ts'
export { bitwiseNot } from './bitwise-not.ts'
