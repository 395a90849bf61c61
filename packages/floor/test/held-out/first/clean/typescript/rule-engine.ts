import { Injectable } from '@nestjs/common'

interface Order {
  readonly total: number
  readonly country: string
}

@Injectable()
export class DiscountRules {
  private readonly compiled = new Map<string, (order: Order) => boolean>()

  register(name: string, country: string, least: number): void {
    this.compiled.set(name, (order) => order.country === country && order.total >= least)
  }

  applies(name: string, order: Order): boolean {
    return this.compiled.get(name)?.(order) ?? false
  }
}
