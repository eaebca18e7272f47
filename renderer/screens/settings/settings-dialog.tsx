import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { Dialog } from '../../parts/dialog.tsx'
import { useText } from '../../state/context.tsx'
import type { SettingsPage } from '../../state/place.ts'
import { DiagnosticsPage } from './diagnostics-page.tsx'
import { GeneralPage } from './general-page.tsx'
import { SigningPage } from './signing-page.tsx'
import css from './settings.module.css'

const PAGES: readonly SettingsPage[] = ['general', 'signing', 'diagnostics']

/** Cài đặt: how the desk looks and whose it is; with what one signs; and what IT staff want to know. */
export function SettingsDialog({ page, onClose }: { page: SettingsPage; onClose: () => void }) {
  const text = useText().settings
  const [shown, setShown] = useState(page)
  return (
    <Dialog title={text.label} onClose={onClose} width="wide">
      <Tabs className={css.tabs ?? ''} selectedKey={shown} onSelectionChange={key => setShown(key as SettingsPage)} orientation="vertical">
        <TabList className={css.tabList ?? ''} aria-label={text.label}>{PAGES.map(id => <Tab key={id} id={id} className={css.tab ?? ''}>{text.pages[id]}</Tab>)}</TabList>
        <TabPanel id="general" className={css.page ?? ''}><GeneralPage /></TabPanel>
        <TabPanel id="signing" className={css.page ?? ''}><SigningPage /></TabPanel>
        <TabPanel id="diagnostics" className={css.page ?? ''}><DiagnosticsPage /></TabPanel>
      </Tabs>
    </Dialog>
  )
}
