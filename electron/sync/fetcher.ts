import type { BlobRef } from '../../shared/model/edoc.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { BlobSource } from '../store/blob-file.ts'
import { fetchBlob, type FetchInputs } from './fetch-blob.ts'

export interface Fetcher {
  fetch(file: BlobRef): Promise<BlobSource>
  /** Closes what nobody closed: a window keeps its files open and may go without a word. */
  stop(): Promise<void>
}

/**
 * `fetchBlob` for a desk where several ask for the same file at once (its reader and the judging behind the sync): the
 * second waits for the first. Two downloads into one part would spoil each other's bytes.
 */
export function createFetcher(inputs: FetchInputs): Fetcher {
  const running = new Map<string, Promise<unknown>>()
  const open = new Set<BlobSource>()
  const held = { isStopped: false }
  async function fetchAlone(file: BlobRef): Promise<BlobSource> {
    for (let other = running.get(file.sha256); other !== undefined; other = running.get(file.sha256)) await other
    const mine = fetchBlob(inputs, file)
    // Whoever waits tries for itself when this one fails.
    running.set(file.sha256, mine.then(() => {}, () => {}).finally(() => running.delete(file.sha256)))
    return mine
  }
  return {
    async fetch(file) {
      const source = await fetchAlone(file)
      if (held.isStopped) {
        await source.close()
        throw new ProblemError('core.restarted')
      }
      open.add(source)
      const close = async (): Promise<void> => {
        open.delete(source)
        await source.close()
      }
      return { size: source.size, read: (offset, length) => source.read(offset, length), close }
    },
    async stop() {
      held.isStopped = true
      for (const source of open) await source.close()
      open.clear()
    },
  }
}
