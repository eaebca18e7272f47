/** The words of the recovery code in Vietnamese; part of `vi.ts`. */
export const viRecovery = {
  recovery: {
    title: 'Mã khôi phục', why: 'Dữ liệu trên máy này được mã hóa bằng khóa của Windows. Khi quản trị đặt lại mật khẩu Windows hoặc máy mất khóa, chỉ mã khôi phục mở lại được bản thảo và việc chưa gửi.',
    byAgency: 'Khi máy này mất khóa, bộ phận CNTT mở lại dữ liệu bằng khóa khôi phục của cơ quan và đưa anh/chị một mã để nhập.',
    make: 'Tạo mã khôi phục', makeAnew: 'Tạo mã mới, bỏ mã cũ', madeOn: (moment: string) => `Mã được tạo ${moment}.`, keep: 'Mã chỉ hiện lần này. Chép hoặc in ra, cất nơi an toàn, không để cạnh máy.', copy: 'Chép mã', print: 'In mã', done: 'Xong',
    openTitle: 'Nhập mã khôi phục', openText: 'Mã khôi phục đã cất khi đăng nhập lần đầu sẽ mở lại dữ liệu; máy này sau đó tự mở như trước.', codeHint: 'Gõ chữ hoa hay thường, có hay không có dấu gạch đều được.', open: 'Mở dữ liệu', opening: 'Đang mở…',
    noCode: 'Không có mã: báo bộ phận CNTT trước khi cài lại. Văn bản đã gửi và đã nhận vẫn ở máy chủ; chỉ bản thảo và việc chưa gửi nằm trên máy này.',
  },
}
