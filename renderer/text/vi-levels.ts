/** The words of timestamps and levels of signatures; part of `vi.ts`. */
const n = (value: number) => value.toLocaleString('vi-VN')

export const viLevels = {
  levels: {
    waiting: 'Đã ký, chờ dấu thời gian', rising: 'Đã có dấu thời gian, chờ bằng chứng kiểm tra', sending: 'Đã đủ dấu thời gian, đang gửi bổ sung', held: 'Chưa gửi trước khi có dấu thời gian',
    calm: 'Máy tự bổ sung khi có mạng; anh/chị không cần làm gì.', next: (moment: string) => `Tự thử lại ${moment}`, tried: (count: number) => `Đã thử ${n(count)} lần`, open: 'Mở văn bản',
    title: 'Dấu thời gian', text: 'Dấu thời gian chứng minh văn bản đã được ký trước một thời điểm, để chữ ký còn giá trị khi chứng thư hết hạn.',
    servers: 'Máy chủ cấp dấu thời gian', serversHint: 'Mỗi dòng một địa chỉ, theo thứ tự ưu tiên. Để trống: ký không kèm dấu thời gian.', badServer: (url: string) => `Địa chỉ không dùng được: ${url}`,
    hosts: 'Địa chỉ thay thế trong mạng của cơ quan', hostsHint: 'Mỗi dòng TÊN=ĐỊA CHỈ, khi tên máy ghi trong chứng thư không truy cập được.', badHost: (rule: string) => `Dòng không đúng dạng TÊN=ĐỊA CHỈ: ${rule}`,
    wanted: 'Nâng chữ ký đến', names: { 'B-B': 'Chỉ chữ ký', 'B-T': 'Dấu thời gian', 'B-LT': 'Kèm bằng chứng', 'B-LTA': 'Lưu trữ lâu dài' },
    before: 'Khi chưa có dấu thời gian', send: 'Vẫn gửi', hold: 'Chờ rồi gửi', save: 'Lưu',
    noQuota: 'Không giới hạn', quotaLabel: (host: string) => `Hạn mức của ${host}`, perHours: (hours: number) => hours === 24 ? 'yêu cầu mỗi ngày' : `yêu cầu mỗi ${n(hours)} giờ`, quotaOf: (requests: number, hours: number) => hours === 24 ? `${n(requests)} yêu cầu mỗi ngày` : `${n(requests)} yêu cầu mỗi ${n(hours)} giờ`, badQuota: 'Hạn mức là một số từ 1 trở lên; để trống nếu hợp đồng không giới hạn.',
  },
}
