declare const absent: any
export = absent
