type Work<Module, Name extends keyof Module> = Module[Name] extends (...args: infer Args) => void | Promise<void>
  ? (...args: Args) => Promise<void>
  : never

/** The work of a command, loaded when it is asked for: help and wrong usage need none of it. */
export function lazily<Module extends object, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): Work<Module, Name> {
  const work = async (...args: readonly unknown[]): Promise<void> => {
    const command = (await load())[name] as (...args: readonly unknown[]) => void | Promise<void>
    await command(...args)
  }
  return work as Work<Module, Name>
}
