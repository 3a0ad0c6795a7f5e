import { SwitchyardError } from '../../errors'
import type { CachedAnswer, Departure, NodeContext, Run } from '../kind'
import type { cache } from './cache.kind'
import { callKey, questionKey } from './key'

const MS_PER_HOUR = 3_600_000

export const runCache: Run<typeof cache> = ({ problem, settings, ctx }) => {
  const key = settings.keyBy === 'question' ? questionKey(problem.question, ctx.sha256) : keyOfCall(ctx)
  const ttlMs = settings.ttlHours === 0 ? null : settings.ttlHours * MS_PER_HOUR
  const found = ctx.cache.find(settings.storage, settings.namespace, key, ttlMs)
  return found instanceof Promise ? found.then(leaveWith) : leaveWith(found)
}

function leaveWith(found: CachedAnswer | undefined): Departure<'hit' | 'miss'> {
  if (found === undefined) return { leave: 'miss', why: 'not answered before' }
  return { leave: 'hit', why: 'answered before', set: { ...found, verified: null } }
}

function keyOfCall(ctx: NodeContext): string {
  const call = ctx.callBehind('miss')
  if (call === undefined) {
    // Validation refuses such a graph; a walk that was not validated still must not share answers between models.
    throw new SwitchyardError('GRAPH_INVALID', `no model lies behind the miss port of “${ctx.nodeId}”`, {
      nodeId: ctx.nodeId,
      hint: 'connect it to a model or key the cache by the question',
    })
  }
  return callKey(call, ctx.sha256)
}
