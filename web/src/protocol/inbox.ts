import type { Message } from './messages'

/** Messages in the order of their seq, each once; what came too early waits for what is before it. */
export class Inbox {
  messages: Message[] = []
  /** Everything up to here is shown. */
  last = 0
  private readonly early = new Map<number, Message>()

  constructor(private readonly shown: (message: Message) => void) {}

  get hasGap() {
    return this.early.size > 0
  }

  /** @returns whether something before it is missing */
  receive(message: Message): boolean {
    if (!(message.seq > this.last)) return false
    this.early.set(message.seq, message)
    this.drain()
    return this.hasGap
  }

  /** A page of the record: what is missing in it does not exist. */
  accept(page: Message[]) {
    for (const message of page) this.show(message)
    this.drain()
  }

  /** The service has nothing in between: go on behind the hole. */
  skipGap() {
    const next = Math.min(...this.early.keys())
    const message = this.early.get(next)
    if (!message) return
    this.early.delete(next)
    this.show(message)
    this.drain()
  }

  clear() {
    this.messages = []
    this.last = 0
    this.early.clear()
  }

  private drain() {
    for (const seq of this.early.keys()) if (seq <= this.last) this.early.delete(seq)
    for (let next = this.early.get(this.last + 1); next; next = this.early.get(this.last + 1)) {
      this.early.delete(next.seq)
      this.show(next)
    }
  }

  private show(message: Message) {
    if (!(message.seq > this.last)) return
    this.last = message.seq
    this.messages.push(message)
    this.shown(message)
  }
}
