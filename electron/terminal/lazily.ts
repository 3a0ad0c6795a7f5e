type Commands = typeof import('./commands')

/** The work of a command, loaded when it is asked for: help and wrong usage need none of it. */
export function lazily<Name extends keyof Commands>(
  name: Name,
): (...args: Parameters<Commands[Name]>) => Promise<void> {
  return async (...args) => {
    const commands = await import('./commands')
    const command = commands[name] as (...args: Parameters<Commands[Name]>) => void | Promise<void>
    await command(...args)
  }
}
