import { Controller, Get, Query } from '@nestjs/common'
import { DataSource } from 'typeorm'

@Controller('reports')
export class ReportController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  async list(@Query('region') region: string, @Query('year') year: number) {
    const rows = await this.dataSource.query(
      `SELECT month, total FROM revenue WHERE region = '${region}' AND year = ${Number(year)}`,
    )
    return { rows }
  }
}
