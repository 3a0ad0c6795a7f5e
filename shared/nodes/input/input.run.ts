import type { Run } from '../kind'
import type { input } from './input.kind'

export const runInput: Run<typeof input> = () => ({ leave: 'problem', why: 'entered' })
