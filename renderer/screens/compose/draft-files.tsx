import { FileText, Paperclip, Plus, TriangleAlert, X } from 'lucide-react'
import { useStore } from 'zustand'
import { IconButton } from '../../parts/button.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { isPdfName, setFileRole, type DraftFile, type FileRole } from '../../state/draft-form.ts'
import { settle } from '../../state/loaded.ts'
import { Rows } from './rows.tsx'
import { useDraft } from './use-draft.ts'
import css from './compose.module.css'

/** Tệp: picked or dropped, one the document itself, the others annexes. A click shows it. */
export function DraftFiles() {
  const { api, compose } = useDesk()
  const text = useText().compose
  const { form, marked } = useDraft()
  async function pick(): Promise<void> {
    const answer = await settle(api.request('shell.pick-files', { kind: 'pdf', many: true }))
    if (answer.kind === 'ready') compose.add(answer.value.grants.map(({ id, name }) => ({ name, file: { source: 'grant', grant: id } })))
  }
  return (
    <Rows id="gap-file" label={text.files} hint={text.filesHint} wanted={marked.has('file') || marked.has('main-not-pdf')} foot={<button type="button" className={css.pick} onClick={() => void pick()}><Plus aria-hidden size={20} strokeWidth={1.5} />{text.addFiles}</button>}>
      {form.files.map(file => <FileRow key={file.key} file={file} />)}
    </Rows>
  )
}

function FileRow({ file }: { file: DraftFile }) {
  const { compose } = useDesk()
  const { compose: text, common, files } = useText()
  const { form, change } = useDraft()
  const shown = useStore(compose.store, state => state.shown)
  const Icon = file.role === 'main' ? FileText : Paperclip
  return (
    <li>
      <Icon aria-hidden size={20} strokeWidth={1.4} />
      <button type="button" className={css.name} title={text.show(file.name)} aria-current={shown === file.key} onClick={() => compose.show(file.key)}>{file.name}</button>
      {file.role === 'main' && !isPdfName(file.name) && <span className={css.need}><TriangleAlert aria-hidden size={14} strokeWidth={1.9} />{text.toPdf}</span>}
      <select aria-label={text.roleOf(file.name)} value={file.role} onChange={event => compose.change(setFileRole(form, file.key, event.target.value as FileRole))}>
        <option value="main">{files.main}</option><option value="annex">{files.annex}</option>
      </select>
      <IconButton size="small" icon={X} label={`${common.remove} ${file.name}`} onPress={() => change({ files: form.files.filter(({ key }) => key !== file.key) })} />
    </li>
  )
}
