import { z } from 'zod'
import { PROBLEM_CODES } from '../problem.ts'

/** A Problem as it crosses a border. */
export const ProblemData = z.object({ code: z.enum(PROBLEM_CODES), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) })
