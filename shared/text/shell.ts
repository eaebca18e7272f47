/** The few words the shell itself shows: menu, native dialogs. Everything else is the window's. */
import type { MenuItem } from '../contract/shell.ts'

export interface ShellText {
  readonly menu: Readonly<Record<'file' | 'edit' | 'view' | 'go' | 'help' | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'selectAll' | 'zoomIn' | 'zoomOut' | 'resetZoom' | 'fullScreen' | 'quit', string>>
  readonly items: Readonly<Record<MenuItem, string>>
  readonly kinds: Readonly<Record<'pdf' | 'image' | 'certificate' | 'module' | 'any', string>>
  readonly openExternal: { readonly question: string; readonly detail: (url: string) => string; readonly open: string; readonly cancel: string }
  readonly receiverTitle: string
}

export const shellVi: ShellText = {
  menu: {
    file: '&Tệp', edit: '&Sửa', view: '&Xem', go: '&Đi tới', help: 'Trợ &giúp', undo: 'Hoàn tác', redo: 'Làm lại', cut: 'Cắt', copy: 'Sao chép', paste: 'Dán',
    selectAll: 'Chọn tất cả', zoomIn: 'Phóng to', zoomOut: 'Thu nhỏ', resetZoom: 'Cỡ gốc', fullScreen: 'Toàn màn hình', quit: 'Thoát',
  },
  items: {
    'new-draft': 'Dự thảo mới', sync: 'Đồng bộ ngay', search: 'Tìm kiếm và lệnh', print: 'In…', settings: 'Cài đặt', diagnostics: 'Chẩn đoán', help: 'Phím tắt',
    back: 'Quay lại', forward: 'Tiến tới', 'go-incoming': 'Văn bản đến', 'go-to-sign': 'Chờ ký', 'go-drafts': 'Dự thảo', 'go-outgoing': 'Văn bản đi', 'go-outbox': 'Chờ gửi',
  },
  kinds: { pdf: 'Tệp PDF', image: 'Hình ảnh PNG', certificate: 'Chứng thư số (PKCS#12)', module: 'Thư viện thiết bị ký số', any: 'Mọi tệp' },
  openExternal: { question: 'Mở trang này trong trình duyệt?', detail: url => url, open: 'Mở', cancel: 'Không mở' },
  receiverTitle: 'Liên Thông · phía nơi nhận',
}

export const shellEn: ShellText = {
  menu: {
    file: '&File', edit: '&Edit', view: '&View', go: '&Go', help: '&Help', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste',
    selectAll: 'Select all', zoomIn: 'Zoom in', zoomOut: 'Zoom out', resetZoom: 'Actual size', fullScreen: 'Full screen', quit: 'Quit',
  },
  items: {
    'new-draft': 'New draft', sync: 'Sync now', search: 'Search and commands', print: 'Print…', settings: 'Settings', diagnostics: 'Diagnostics', help: 'Keyboard shortcuts',
    back: 'Back', forward: 'Forward', 'go-incoming': 'Incoming documents', 'go-to-sign': 'To sign', 'go-drafts': 'Drafts', 'go-outgoing': 'Outgoing documents', 'go-outbox': 'Waiting to send',
  },
  kinds: { pdf: 'PDF file', image: 'PNG image', certificate: 'Certificate (PKCS#12)', module: 'Token library', any: 'Any file' },
  openExternal: { question: 'Open this page in the browser?', detail: url => url, open: 'Open', cancel: 'Do not open' },
  receiverTitle: 'Liên Thông · the receiving agency',
}

export function shellText(language: 'vi' | 'en'): ShellText {
  return language === 'vi' ? shellVi : shellEn
}
