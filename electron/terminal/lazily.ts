/**
 * The work of a command, loaded when it is asked for: help and wrong usage need none of it, and no schema. These parse a few
 * documents, so zod is told first to compile no parsers.
 */
export function lazilyFrom<Module>(load: () => Promise<Module>) {
  return <Name extends keyof Module>(name: Name): ((...args: ArgumentsOf<Module[Name]>) => Promise<void>) =>
    async (...args) => {
      await import('../../shared/zod-without-jit')
      const command = (await load())[name] as (...args: ArgumentsOf<Module[Name]>) => void | Promise<void>
      await command(...args)
    }
}

type ArgumentsOf<F> = F extends (...args: infer A) => unknown ? A : never

export const lazily = lazilyFrom(() => import('./commands'))
