<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

class ReportController extends Controller
{
    public function index(Request $request)
    {
        $column = $request->input('sort', 'created_at');
        $rows = DB::table('reports')
            ->where('team_id', $request->user()->team_id)
            ->orderByRaw($column . ' desc')
            ->get();

        return view('reports.index', ['rows' => $rows]);
    }
}
