/** `--import` of this file gives the server a store in memory in the place of the embedded one, and changes nothing else. */
import { register } from 'node:module'

register('./memory-hook-resolve.js', import.meta.url)
