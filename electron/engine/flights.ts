interface Flight {
  ordinal: number
  ended: Promise<void>
  end: () => void
}

/**
 * Single flight: of the problems that ask the same at the same time, the first finds out and the others wait for it. A problem that
 * finds something out for others never waits itself, so no two can wait for each other.
 */
export class Flights {
  private readonly byKey = new Map<string, Flight>()
  private readonly keysOf = new Map<number, string[]>()

  claim(key: string, ordinal: number): Promise<void> | undefined {
    const flight = this.byKey.get(key)
    const own = this.keysOf.get(ordinal)
    if (flight !== undefined) return flight.ordinal === ordinal || own !== undefined ? undefined : flight.ended
    let end = (): void => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    this.byKey.set(key, { ordinal, ended, end })
    if (own === undefined) this.keysOf.set(ordinal, [key])
    else own.push(key)
    return undefined
  }

  end(ordinal: number): void {
    const keys = this.keysOf.get(ordinal)
    if (keys === undefined) return
    this.keysOf.delete(ordinal)
    for (const key of keys) {
      this.byKey.get(key)?.end()
      this.byKey.delete(key)
    }
  }
}
