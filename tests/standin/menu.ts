interface Template { readonly id?: string; readonly label?: string; readonly role?: string; readonly type?: string; readonly accelerator?: string; readonly submenu?: readonly Template[]; readonly click?: () => void }

class MenuItem {
  readonly id: string
  readonly label: string
  readonly role: string | null
  readonly type: string
  readonly accelerator: string | null
  readonly submenu: Menu | null
  readonly click: () => void
  constructor(template: Template) {
    this.id = template.id ?? ''
    this.label = template.label ?? ''
    this.role = template.role ?? null
    this.type = template.type ?? (template.submenu === undefined ? 'normal' : 'submenu')
    this.accelerator = template.accelerator ?? null
    this.submenu = template.submenu === undefined ? null : Menu.buildFromTemplate(template.submenu)
    this.click = template.click ?? (() => undefined)
  }
}

const application: { menu: Menu | null } = { menu: null }

/** No menu is drawn: its accelerators work, and a test plays the user by `getMenuItemById(…).click()`. */
export class Menu {
  readonly items: readonly MenuItem[]
  constructor(items: readonly MenuItem[] = []) { this.items = items }
  static buildFromTemplate(template: readonly Template[]): Menu { return new Menu(template.map(item => new MenuItem(item))) }
  static setApplicationMenu(menu: Menu | null): void { application.menu = menu }
  static getApplicationMenu(): Menu | null { return application.menu }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id) ?? null
      if (found !== null) return found
    }
    return null
  }
}

export interface KeyPress { readonly key: string; readonly control: boolean; readonly alt: boolean; readonly shift: boolean }

/** The item of the application's menu that this key chooses, if any. */
export function findByKey(press: KeyPress, menu = application.menu): MenuItem | null {
  for (const item of menu?.items ?? []) {
    if (item.accelerator !== null && matches(item.accelerator, press)) return item
    const found = item.submenu === null ? null : findByKey(press, item.submenu)
    if (found !== null) return found
  }
  return null
}

const ARROWS: Readonly<Record<string, string>> = { left: 'arrowleft', right: 'arrowright', up: 'arrowup', down: 'arrowdown' }

function matches(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  return (ARROWS[key] ?? key) === press.key.toLowerCase() && parts.includes('cmdorctrl') === press.control && parts.includes('alt') === press.alt && parts.includes('shift') === press.shift
}
