import { MessageChannelMain, type MessagePortMain, type Session } from 'electron'
import type { ShellAnswers, ShellQuestion } from '../../shared/contract/core-process.ts'
import { toProblem, type Reply } from '../../shared/problem.ts'
import type { Grants } from './grants.ts'
import { unwrapKey, wrapKey } from './keychain.ts'
import type { TokenProcesses } from './token-processes.ts'

export interface Answered { readonly reply: Reply<ShellAnswers[ShellQuestion['name']]>; readonly ports: readonly MessagePortMain[] }
export interface QuestionInputs { readonly grants: Grants; readonly tokens: TokenProcesses; readonly session: Session }

/** Does for the core what only the shell can. Never rejects: a failure travels as data. */
export async function answerCore(question: ShellQuestion, inputs: QuestionInputs): Promise<Answered> {
  try {
    return await answer(question, inputs)
  } catch (error) {
    return { reply: { ok: false, problem: toProblem(error) }, ports: [] }
  }
}

async function answer(question: ShellQuestion, { grants, tokens, session }: QuestionInputs): Promise<Answered> {
  switch (question.name) {
    case 'wrap-key': return done({ wrapped: wrapKey(question.key) })
    case 'unwrap-key': return done({ key: unwrapKey(question.wrapped) })
    case 'kill-token': return done({ killed: tokens.kill(question.tokenProcess) })
    case 'resolve-grant': return done(grants.resolve(question.grant))
    case 'resolve-proxy': return done({ proxy: await session.resolveProxy(question.url) })
    case 'spawn-token': {
      const { port1, port2 } = new MessageChannelMain()
      return { reply: { ok: true, value: { tokenProcess: tokens.spawn(question.module, port2) } }, ports: [port1] }
    }
  }
}

function done(value: ShellAnswers[ShellQuestion['name']]): Answered {
  return { reply: { ok: true, value }, ports: [] }
}
