import type { Graph } from '../../shared/graph/schema'

const roleName = /^[a-z][a-z0-9-]{0,63}$/

/** Why a role cannot be called so; undefined where it can. */
export function troubleOfRoleName(name: string, roles: Graph['roles']): string | undefined {
  if (!roleName.test(name)) return 'Small letters, digits and -, beginning with a letter'
  return Object.hasOwn(roles, name) ? 'This role is there already' : undefined
}
