import { Link2, X } from 'lucide-react'
import { useCallback } from 'react'
import { IconButton } from '../../parts/button.tsx'
import { Lookup } from '../../parts/lookup.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { documentCode, shortSubject } from '../../text/subject.ts'
import { Rows } from './rows.tsx'
import { useDraft } from './use-draft.ts'
import css from './compose.module.css'

/** Văn bản liên quan: what is answered, and what else the draft refers to. */
export function Related() {
  const { api } = useDesk()
  const { compose: text, common, related: words } = useText()
  const { form, change } = useDraft()
  const find = useCallback(async (typed: string) => {
    const { rows } = typed.trim() === '' ? await api.request('documents.list', { box: 'inbox', limit: 20 }) : await api.request('documents.search', { text: typed, limit: 50 })
    return rows.map(row => ({ id: row.documentId, name: shortSubject(row.subject), detail: documentCode(row.number, row.notation) ?? row.kind }))
  }, [api])
  return (
    <Rows id="related" label={text.related} foot={<Lookup label={text.addRelated} none={text.noRelated} find={find} taken={new Set(form.related.map(({ id }) => id))} onChoose={({ id, name, detail }) => change({ related: [...form.related, { id, code: detail, subject: name }] })} />}>
      {form.related.map(({ id, code, subject }) => (
        <li key={id}>
          <Link2 aria-hidden size={20} strokeWidth={1.4} />
          <span className={css.name}><b>{code}</b> {subject || words.missing}</span>
          <IconButton size="small" icon={X} label={`${common.remove} ${code}`} onPress={() => change({ related: form.related.filter(each => each.id !== id) })} />
        </li>
      ))}
    </Rows>
  )
}
