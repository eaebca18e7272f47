import { useEffect, useMemo } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import type { DocumentDetail } from '../../../shared/contract/documents.ts'
import { createPdfController } from '../../parts/pdf-controller.ts'
import { PdfTools } from '../../parts/pdf-tools.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { commandFor } from '../../state/keys.ts'
import type { ReadingTab } from '../../state/document.ts'
import { runCommand } from '../desk/run-command.ts'
import { Actions } from './actions.tsx'
import { DocHead } from './doc-head.tsx'
import { Facts } from './facts.tsx'
import { HistoryTab } from './history-tab.tsx'
import { PaperTab } from './paper-tab.tsx'
import { RelatedTab } from './related-tab.tsx'
import { SignaturesTab } from './signatures-tab.tsx'
import { shownFile, signatureMarks } from './shown-file.ts'
import css from './reading.module.css'

/** Facts, then acts, then paper (mock/README.md, principle 4). */
export function OpenDocument({ detail }: { detail: DocumentDetail }) {
  const desk = useDesk()
  const text = useText()
  const format = useFormat()
  const { tab, blobId, finding } = useStore(desk.document.store)
  const controller = usePdfController()
  const file = shownFile(detail.attachments, blobId)
  const signatures = file?.report?.signatures ?? []
  useEffect(() => controller.setMarks(signatureMarks(file?.report ?? null, text.pdf.signatureMark)), [controller, file?.report, text])
  useEffect(() => desk.printer.offer(controller), [desk, controller])
  const related = detail.document.relatedIds
  const counts = { history: detail.actions.length, signatures: signatures.length, related: related.length }
  const tabs: readonly ReadingTab[] = related.length > 0 ? ['paper', 'history', 'signatures', 'related'] : ['paper', 'history', 'signatures']
  return (
    <Tabs className={css.document ?? ''} selectedKey={tab} onSelectionChange={key => desk.document.showTab(key as ReadingTab)}>
      <div className={css.head}>
        <DocHead detail={detail} />
        <Facts detail={detail} />
        <Actions detail={detail} />
      </div>
      <div className={css.tabs}>
        <TabList className={css.tabList ?? ''} aria-label={text.tabs.label}>
          {tabs.map(id => <Tab key={id} id={id} className={css.tab ?? ''}>{text.tabs[id]}{id !== 'paper' && counts[id] > 0 && <span>{format.number(counts[id])}</span>}</Tab>)}
        </TabList>
        {tab === 'paper' && <PdfTools controller={controller} onFind={() => desk.document.find(true)} />}
      </div>
      <TabPanel id="paper" className={css.paper ?? ''} shouldForceMount><PaperTab detail={detail} file={file} controller={controller} choosing={blobId !== null || detail.attachments.every(({ isPdf }) => !isPdf)} finding={finding} onFindClosed={() => desk.document.find(false)} /></TabPanel>
      <TabPanel id="history" className={css.panel ?? ''}><HistoryTab detail={detail} /></TabPanel>
      <TabPanel id="signatures" className={css.panel ?? ''}><SignaturesTab detail={detail} file={file} onShow={at => { desk.document.showTab('paper'); controller.reveal(at) }} onUnlocked={controller.again} /></TabPanel>
      <TabPanel id="related" className={css.panel ?? ''}><RelatedTab ids={related} /></TabPanel>
    </Tabs>
  )
}

/** Keys pressed on the page mean what they mean on the desk; links are told, not followed. */
function usePdfController() {
  const desk = useDesk()
  return useMemo(() => createPdfController({
    onKey(stroke) {
      const command = commandFor(stroke, { typing: false, afterG: false })
      if (command !== null && command !== 'await-box') runCommand(desk, command)
    },
    onLink: url => void desk.acts.openLink(url),
    onMark: () => desk.document.showTab('signatures'),
  }), [desk])
}
