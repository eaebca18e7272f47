import { hexOf, number, widthOf, type Typeface } from './pdf-text.ts'

/** The size of a signature's picture in points; its operators begin at 0 0. */
export interface Mark { readonly width: number; readonly height: number; readonly operators: string }

const SEAL = 102
const RED = '0.8 0.07 0.1'

/** A round red seal with the agency's name; "THỬ NGHIỆM" in it, since it must not be taken for a real one. */
export function sealMark(type: Typeface, agency: string): Mark {
  const centre = SEAL / 2
  const name = agency.toUpperCase().normalize('NFC')
  const size = Math.min(8.5, 8.5 * 215 / widthOf(type.bold, 8.5, name) )
  const operators = [
    'q', `${RED} RG ${RED} rg`, `1.8 w ${circle(centre, 49.5)} S`, `0.6 w ${circle(centre, 46.8)} S`, `0.6 w ${circle(centre, 31)} S`, `${star(centre, 14)} f`,
    arc(type, name, { centre, radius: 35.5, size, middle: Math.PI / 2, upward: true }),
    arc(type, 'THỬ NGHIỆM', { centre, radius: 41.5, size: 7.5, middle: -Math.PI / 2, upward: false }),
    'Q',
  ]
  return { width: SEAL, height: SEAL, operators: operators.join('\n') }
}

/** A blue hand that follows from the name, so one officer always signs alike. */
export function handMark(name: string): Mark {
  let seed = 2166136261
  for (const letter of name) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const operators = ['q 0.07 0.16 0.58 RG 1 J 1 j']
  const start = { x: 10 + next() * 8, y: 16 + next() * 8 }
  operators.push(`1.7 w ${number(start.x)} ${number(start.y)} m`, curve(start.x - 8, 44, start.x + 14, 62, start.x + 20, 40), curve(start.x + 24, 20, start.x + 2, 8, start.x + 12, 24))
  let [x, y] = [start.x + 12, 24]
  for (let wave = 0; wave < 4 + next() * 3; wave++) {
    const width = 7 + next() * 8
    const height = 10 + next() * 18
    operators.push(curve(x + width * 0.3, y + height, x + width * 0.8, y + height * 0.7, x + width * 0.7, y - 4), curve(x + width * 0.6, y - 10, x + width, y - 6, x + width, y + next() * 4))
    ;[x, y] = [x + width, y + next() * 3]
  }
  operators.push(curve(x + 10, y + 14, 108, 34 + next() * 10, 116, 40), 'S', `1.1 w ${number(14 + next() * 10)} 9 m`, curve(50, 14 + next() * 4, 80, 4, 112, 14 + next() * 6), 'S Q')
  return { width: 120, height: 58, operators: operators.join('\n') }
}

function curve(...values: readonly [number, number, number, number, number, number]): string {
  return `${values.map(number).join(' ')} c`
}

function circle(centre: number, radius: number): string {
  const k = radius * 0.5523 // the usual four-arc approximation
  const [low, high] = [centre - radius, centre + radius]
  return [
    `${number(high)} ${number(centre)} m`, curve(high, centre + k, centre + k, high, centre, high), curve(centre - k, high, low, centre + k, low, centre),
    curve(low, centre - k, centre - k, low, centre, low), curve(centre + k, low, high, centre - k, high, centre), 'h',
  ].join(' ')
}

function star(centre: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.382
    const angle = Math.PI / 2 + index * Math.PI / 5
    return `${number(centre + Math.cos(angle) * reach)} ${number(centre + Math.sin(angle) * reach)}`
  })
  return `${points[0]} m ${points.slice(1).map(point => `${point} l`).join(' ')} h`
}

/** Letters on a circle, centred at the angle `middle`: clockwise with their heads outward, or the other way round. */
function arc(type: Typeface, text: string, at: { centre: number; radius: number; size: number; middle: number; upward: boolean }): string {
  const turn = at.upward ? -1 : 1
  let angle = at.middle - turn * widthOf(type.bold, at.size, text) / at.radius / 2
  const letters = Array.from(text, letter => {
    const half = widthOf(type.bold, at.size, letter) / at.radius / 2
    const middle = angle + turn * half
    angle += turn * half * 2
    const tilt = middle + turn * Math.PI / 2
    const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)]
    const x = at.centre + Math.cos(middle) * at.radius - cos * half * at.radius
    const y = at.centre + Math.sin(middle) * at.radius - sin * half * at.radius
    return `${[cos, sin, -sin, cos, x, y].map(value => String(Math.round(value * 1000) / 1000)).join(' ')} Tm <${hexOf(type.bold, letter)}> Tj`
  })
  return `BT /bold ${number(at.size)} Tf ${letters.join(' ')} ET`
}
