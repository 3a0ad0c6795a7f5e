import type { GraphIssue } from '../../shared/graph/validate'

/** A new node has every port open: that is one thing to say of it, in the panel that is about it already. */
export function gatherOpenPorts(issues: readonly GraphIssue[]): GraphIssue[] {
  const open = issues.filter(({ code, port }) => code === 'open-port' && port !== undefined)
  const [first] = open
  if (first === undefined) return [...issues]
  const names = open.map(({ port }) => `“${port}”`).join(', ')
  const gathered =
    open.length === 1
      ? { ...first, message: `the port ${names} leads nowhere`, hint: 'connect it below or by its dot' }
      : { ...first, message: `${open.length} ports lead nowhere`, hint: `connect ${names} below or by their dots` }
  return [gathered, ...issues.filter((issue) => !open.includes(issue))]
}
