import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuItem } from '../../shared/contract/shell.ts'
import type { ShellText } from '../../shared/text/shell.ts'

const ACCELERATORS: Readonly<Partial<Record<MenuItem, string>>> = {
  'new-draft': 'CmdOrCtrl+N', sync: 'F5', search: 'CmdOrCtrl+K', print: 'CmdOrCtrl+P', settings: 'CmdOrCtrl+,', back: 'Alt+Left', forward: 'Alt+Right',
  'go-incoming': 'CmdOrCtrl+1', 'go-to-sign': 'CmdOrCtrl+2', 'go-drafts': 'CmdOrCtrl+3', 'go-outgoing': 'CmdOrCtrl+4', 'go-outbox': 'CmdOrCtrl+5',
}

/** The application's menu. What an item means is the window's business; it is only told which was chosen. */
export function buildMenu(text: ShellText, choose: (item: MenuItem) => void): Menu {
  const item = (name: MenuItem): MenuItemConstructorOptions => ({
    id: name, label: text.items[name], click: () => choose(name), ...(ACCELERATORS[name] === undefined ? {} : { accelerator: ACCELERATORS[name] }),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const role = (name: NonNullable<MenuItemConstructorOptions['role']>, label: string): MenuItemConstructorOptions => ({ role: name, label })
  const { menu } = text
  return Menu.buildFromTemplate([
    { label: menu.file, submenu: [item('new-draft'), item('sync'), item('print'), line, item('settings'), line, role('quit', menu.quit)] },
    {
      label: menu.edit,
      submenu: [role('undo', menu.undo), role('redo', menu.redo), line, role('cut', menu.cut), role('copy', menu.copy), role('paste', menu.paste), role('selectAll', menu.selectAll), line, item('search')],
    },
    { label: menu.view, submenu: [role('resetZoom', menu.resetZoom), role('zoomIn', menu.zoomIn), role('zoomOut', menu.zoomOut), line, role('togglefullscreen', menu.fullScreen)] },
    { label: menu.go, submenu: [item('back'), item('forward'), line, item('go-incoming'), item('go-to-sign'), item('go-drafts'), item('go-outgoing'), item('go-outbox')] },
    { label: menu.help, submenu: [item('help'), item('diagnostics')] },
  ])
}
