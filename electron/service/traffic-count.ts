import { splitFrom } from '../../shared/graph/schema'
import type { Step, Traffic } from '../../shared/report'

/** Counts who went where. Maps in maps: making the key `node.port` for each step costs more than the counting. */
export class TrafficCount {
  private readonly nodes = new Map<string, { visits: number; exits: Map<string, { count: number }> }>()

  constructor({ visits, exits }: Traffic) {
    for (const [node, count] of Object.entries(visits)) this.nodes.set(node, { visits: count, exits: new Map() })
    for (const [edge, count] of Object.entries(exits)) {
      const { node, port } = splitFrom(edge)
      this.nodes.get(node)?.exits.set(port, { count })
    }
  }

  add(steps: readonly Step[]): void {
    for (const [id, port] of steps) {
      let node = this.nodes.get(id)
      if (node === undefined) {
        node = { visits: 0, exits: new Map() }
        this.nodes.set(id, node)
      }
      node.visits += 1
      if (port === null) continue
      const exit = node.exits.get(port)
      if (exit === undefined) node.exits.set(port, { count: 1 })
      else exit.count += 1
    }
  }

  now(): Traffic {
    const traffic: Traffic = { visits: {}, exits: {} }
    for (const [id, { visits, exits }] of this.nodes) {
      traffic.visits[id] = visits
      for (const [port, { count }] of exits) traffic.exits[`${id}.${port}`] = count
    }
    return traffic
  }
}
