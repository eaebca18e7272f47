import { Cpu, FileKey, Plus, RefreshCw, X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { TokenView } from '../../../shared/contract/signing.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { TokenIcon } from '../../parts/token-icon.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { maySign } from '../../state/token-words.ts'
import { ChangePin } from './change-pin.tsx'
import { SealImage } from './seal-image.tsx'
import { SignService } from './sign-service.tsx'
import { Timestamps } from './timestamps.tsx'
import { SignatureImage } from './signature-image.tsx'
import css from './settings.module.css'

/** With what one signs: the picture of the signature, the devices seen now, and what was added by hand. */
export function SigningPage() {
  return <><SignatureImage /><SealImage /><Devices /><Added /><Timestamps /><SignService /></>
}

function Devices() {
  const { status } = useDesk()
  const text = useText().settings
  const tokens = useStore(status.store, state => state.tokens)
  const [changing, setChanging] = useState<string | null>(null)
  const { tokens: seen, problems } = tokens.kind === 'ready' ? tokens.value : { tokens: [], problems: [] }
  const inChange = seen.find(({ tokenId }) => tokenId === changing)
  return (
    <section className={css.section}>
      <h3>{text.tokens}<Button look="quiet" size="small" icon={RefreshCw} onPress={() => void status.lookForTokens()}>{text.look}</Button></h3>
      {tokens.kind === 'failed' && <ProblemNote problem={tokens.problem} />}
      {seen.length === 0 && tokens.kind === 'ready' && <p className={css.calm}>{text.noToken}</p>}
      {seen.length > 0 && <ul className={css.table}>{seen.map(token => (
        <li key={token.tokenId}>
          <TokenIcon size={20} /><span className={css.name}><b>{token.label}</b> {token.model}</span><span className={css.state}><State token={token} /></span>
          {token.source === 'module' && !token.locked && <Button size="small" aria-expanded={changing === token.tokenId} onPress={() => setChanging(changing === token.tokenId ? null : token.tokenId)}>{text.changePin}</Button>}
        </li>
      ))}</ul>}
      {inChange && <ChangePin key={inChange.tokenId} token={inChange} onClose={() => setChanging(null)} />}
      {problems.map(({ module, problem }) => <div key={module} className={css.trouble}><code>{module}</code><ProblemNote problem={problem} /></div>)}
    </section>
  )
}

function State({ token }: { token: TokenView }) {
  const text = useText().settings
  return <>{token.locked ? text.locked : token.mustChange ? text.mustChange : maySign(token) ? text.ready : text.unfit}</>
}

/** Before a certificate file's path, in the names of the core (`tokenModules`). */
const FILE_PREFIX = 'p12:'

function Added() {
  const { session, api, status } = useDesk()
  const { settings: text, common } = useText()
  const modules = useStore(session.store, state => state.settings.tokenModules)
  const [problem, setProblem] = useState<Problem | null>(null)
  async function add(kind: 'certificate' | 'module'): Promise<void> {
    setProblem(null)
    try {
      const { grants: [grant] } = await api.request('shell.pick-files', { kind, many: false })
      if (grant) await api.request('settings.add-token-file', { grant: grant.id })
      await status.lookForTokens()
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  return (
    <section className={css.section}>
      <h3>{text.added}</h3>
      {modules.length > 0 && (
        <ul className={css.table}>
          {modules.map(module => {
            const isFile = module.startsWith(FILE_PREFIX), path = isFile ? module.slice(FILE_PREFIX.length) : module, Icon = isFile ? FileKey : Cpu
            const name = path.replace(/^.*[/\\]/, '')
            return <li key={module}><Icon aria-hidden size={20} strokeWidth={1.4} /><span className={css.name} title={path}><b>{name}</b> {isFile ? text.file : text.module}</span><IconButton size="small" icon={X} label={`${common.remove} ${name}`} onPress={() => void session.set({ tokenModules: modules.filter(each => each !== module) })} /></li>
          })}
        </ul>
      )}
      <div className={css.buttons}><Button icon={Plus} onPress={() => void add('certificate')}>{text.addToken}</Button><Button icon={Plus} onPress={() => void add('module')}>{text.addModule}</Button></div>
      {problem && <ProblemNote problem={problem} />}
    </section>
  )
}
